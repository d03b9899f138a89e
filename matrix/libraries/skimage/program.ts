import type { NDArray, PyObject } from "snakebridge/runtime";
import { tuple } from "snakebridge/runtime";
import { array, full, zeros } from "#py/numpy";
import {
  color,
  draw,
  exposure,
  filters,
  measure,
  morphology,
  segmentation,
  transform,
  util,
} from "#py/skimage";
import { raised, show } from "../show.ts";

const r = (value: unknown) => Math.round(Number(value) * 1e6) / 1e6;
const image = await zeros([12, 16]).ref();
await image.$setItem(draw.disk(tuple(5, 5), 4), 1);
await image.$setItem(draw.rectangle(tuple(2, 11), { end: tuple(4, 13) }), 0.5);
const labels = await measure.label(image.$gt(0)).ref();
const areas: number[] = [];
for await (const each of measure.regionprops(labels))
  areas.push(Number(await (each as PyObject).$attr("area")));
show("labels", await labels.$invoke("max"), areas);
const region = measure.regionprops(labels, { intensity_image: image }).$item(1);
show(
  "region",
  await region.$attr("bbox"),
  await region.$attr("label"),
  await region.$attr("mean_intensity"),
  await region.$attr("centroid"),
);
const table = measure.regionprops_table(labels, { properties: tuple("label", "area") });
const areasAgain = (await table.$item("area").$invoke("tolist")) as number[];
show("table", Object.keys((await table) as object).sort(), areasAgain);
const smooth = await filters.gaussian(image, { sigma: 1, preserve_range: true }).ref();
show(
  "smooth",
  r(await smooth.$invoke("sum")),
  r(await filters.threshold_otsu(image)),
  await smooth.$attr("shape"),
);
show("edges", r(await filters.sobel(image).$invoke("max")));
const eroded = morphology.erosion(image.$gt(0), morphology.disk(1));
show("eroded", Number(await eroded.$invoke("sum")), await morphology.disk(1));
const grey = color.rgb2gray(full([2, 2, 3], 0.5));
show(
  "grey",
  r(await grey.$item(tuple(0, 0))),
  await color.rgb2hsv(array([[[1, 0, 0]]], { dtype: "float64" })),
);
const small = (await transform.resize(image, [6, 8], { anti_aliasing: true })) as NDArray;
const mean = (small.data as Float64Array).reduce((sum, each) => sum + each, 0) / small.data.length;
show("resized", tuple(...small.shape), r(mean));
const turned = transform.rotate(image, 90, { resize: true });
show(
  "turned",
  await turned.$attr("shape"),
  await transform.AffineTransform.new({ translation: tuple(2, 3) }).$call([[1, 1]]),
);
const stretched = exposure.rescale_intensity(array([1, 3], { dtype: "float64" }), {
  out_range: tuple(0, 10),
});
show("bytes", await util.img_as_ubyte(image).$item(tuple(5, 5)), await stretched);
const bounds = await segmentation.find_boundaries(labels).ref();
show("bounds", Number(await bounds.$invoke("sum")), await bounds.$attr("dtype").$attr("name"));
show(
  "wrong",
  await raised(() => filters.gaussian(image, { sigma: -1 })),
  // @ts-expect-error a missing argument
  (await raised(() => transform.resize(image))).split(":")[0],
);
