export type Colour = "red" | "yellow" | "cyan" | "gray" | "green" | "inverse";

/** Colors a text or returns it unchanged, as the caller's terminal allows. */
export type Paint = (colour: Colour, text: string) => string;
