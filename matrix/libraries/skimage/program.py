import numpy as np
from show import raised, show
from skimage import color, draw, exposure, filters, measure, morphology, segmentation, transform, util

image = np.zeros((12, 16))
rows, columns = draw.disk((5, 5), 4)
image[rows, columns] = 1.0
image[draw.rectangle(start=(2, 11), end=(4, 13))] = 0.5
labels = measure.label(image > 0)
show("labels", labels.max(), [int(region.area) for region in measure.regionprops(labels)])
region = measure.regionprops(labels, intensity_image=image)[1]
show("region", region.bbox, region.label, region.mean_intensity, region.centroid)
table = measure.regionprops_table(labels, properties=("label", "area"))
show("table", sorted(table), table["area"].tolist())
smooth = filters.gaussian(image, sigma=1.0, preserve_range=True)
show("smooth", round(float(smooth.sum()), 6), round(float(filters.threshold_otsu(image)), 6), smooth.shape)
show("edges", round(float(filters.sobel(image).max()), 6))
show("eroded", int(morphology.erosion(image > 0, morphology.disk(1)).sum()), morphology.disk(1))
grey = color.rgb2gray(np.full((2, 2, 3), 0.5))
show("grey", round(float(grey[0, 0]), 6), color.rgb2hsv(np.array([[[1.0, 0.0, 0.0]]])))
small = transform.resize(image, (6, 8), anti_aliasing=True)
show("resized", small.shape, round(float(small.mean()), 6))
turned = transform.rotate(image, 90, resize=True)
show("turned", turned.shape, transform.AffineTransform(translation=(2, 3))([[1, 1]]))
show("bytes", util.img_as_ubyte(image)[5, 5], exposure.rescale_intensity(np.array([1.0, 3.0]), out_range=(0, 10)))
bounds = segmentation.find_boundaries(labels)
show("bounds", int(bounds.sum()), bounds.dtype.name)
show("wrong", raised(lambda: filters.gaussian(image, sigma=-1)), raised(lambda: transform.resize(image)).split(":")[0])
