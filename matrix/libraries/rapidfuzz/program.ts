import { fuzz, process } from "#py/rapidfuzz";
import { Levenshtein } from "#py/rapidfuzz/distance";
import { show } from "../show.ts";

const ratio = Number(await fuzz.ratio("snake", "snack"));
show("ratio", Math.round(ratio * 1000) / 1000, await fuzz.partial_ratio("ab", "xaby"));
const best = process.extractOne("appel", ["apple", "peach"]).ref();
show("best", await best.$item(0), await Levenshtein.distance("kitten", "sitting"));
