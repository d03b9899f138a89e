"""What Python code may use of the TypeScript program, and how it is called."""
