import numpy as np
from scipy import integrate, interpolate, linalg, optimize, signal, sparse, spatial, special, stats
from show import raised, show



def r(value):
    return round(float(value), 6)


show("quad", [r(each) for each in integrate.quad(lambda x: x * x, 0, 3)][:1])
root = optimize.brentq(lambda x: x**3 - 2, 0, 2)
show("root", r(root))
best = optimize.minimize(lambda p: (p[0] - 1) ** 2 + (p[1] + 2) ** 2, [0, 0], method="Nelder-Mead")
show("minimum", bool(best.success), [round(each, 2) for each in best.x.tolist()])
show("solve", linalg.solve([[2.5, 0.5], [0.5, 4.5]], [3, 5]))
show("det", r(linalg.det([[1.5, 2], [3, 4]])))
show("normal", r(stats.norm.cdf(1.96)), r(stats.norm.ppf(0.5)))
result = stats.ttest_ind([1, 2, 3, 4], [2, 3, 4, 9])
show("t-test", r(result.statistic), r(result.pvalue))
show("describe", stats.describe([1, 2, 3]).nobs)
show("gamma", r(special.gamma(5)), r(special.erf(0.5)))
matrix = sparse.csr_matrix(np.eye(3))
show("sparse", matrix.nnz, matrix.dot([1, 2, 3]))
tree = spatial.KDTree([[0, 0], [1, 1], [5, 5]])
distance, index = tree.query([1.2, 1.5])
show("nearest", r(distance), r(index))
line = interpolate.interp1d([0, 1, 2], [0, 10, 20])
show("between", line(0.5).item())
show("peaks", signal.find_peaks([0, 2, 0, 3, 0])[0])
show("outside", raised(lambda: line(5)))
show("singular", raised(lambda: linalg.inv([[1.5, 3], [3, 6]])))
