export type Colour = "red" | "yellow" | "cyan" | "gray" | "green" | "inverse";

/** Colours a text, or returns it as it is: the caller knows the terminal. */
export type Paint = (colour: Colour, text: string) => string;
