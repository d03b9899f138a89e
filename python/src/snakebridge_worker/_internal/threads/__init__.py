"""How threads wait, wake and are interrupted."""
