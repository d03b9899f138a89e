import { defineConfig } from "snakebridge";

export default defineConfig({
  libraries: {
    numpy: ">=2.2,<3",
    pandas: ">=2.3",
    sklearn: { distribution: "scikit-learn", version: ">=1.6" },
    statistics: true,
  },
  // One environment serves the demo and the tests of this repository.
  lock: "../../snakebridge.lock",
});
