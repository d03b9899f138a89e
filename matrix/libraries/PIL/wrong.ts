import { Image, ImageOps } from "#py/PIL";

// @ts-expect-error a missing argument
Image.new_("RGB");
// @ts-expect-error a misspelt keyword
Image.new_("RGB", [8, 6], { colour: "red" });
// @ts-expect-error a wrong type
ImageOps.flip("picture.png");
