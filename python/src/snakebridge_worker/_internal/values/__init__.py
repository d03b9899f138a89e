"""Classes whose instances represent functions, iterables and thrown values of the TypeScript program."""
