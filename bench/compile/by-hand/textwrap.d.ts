interface Options {
  width?: number;
  initial_indent?: string;
  subsequent_indent?: string;
  max_lines?: number;
  placeholder?: string;
}
export function dedent(text: string): Promise<string>;
export function fill(text: string, options?: Options): Promise<string>;
export function shorten(text: string, width: number, options?: Options): Promise<string>;
export function wrap(text: string, width?: number, options?: Options): Promise<string[]>;
