import type { BeautifulSoup } from "#py/bs4";

declare const soup: BeautifulSoup;
// @ts-expect-error a missing argument
soup.select();
// @ts-expect-error a wrong type
soup.select_one(5);
// @ts-expect-error a misspelt keyword
soup.get_text({ seperator: "|" });
