"""How threads wait, wake each other and are interrupted."""
