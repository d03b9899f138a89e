from show import raised, show
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

X, y = load_iris(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=0)
show("split", X_train.ndim, str(X_train.shape), str(y_test.shape))
model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))
model.fit(X_train, y_train)
show("steps", list(model.named_steps))
found = model.predict(X_test)
show("accuracy", round(accuracy_score(y_test, found), 6))
show("confusion", confusion_matrix(y_test, found))
show("folds", len(cross_val_score(model, X, y, cv=3)))

line = LinearRegression().fit([[1], [2], [3]], [3, 5, 7])
show("line", [round(each, 6) for each in line.coef_.tolist()], round(line.intercept_, 6), line.score([[1], [2]], [3, 5]))
show("predict", [round(each, 6) for each in line.predict([[10]]).tolist()])
show("parameters", line.get_params())
clusters = KMeans(n_clusters=2, n_init=3, random_state=0).fit([[0, 0], [0, 1], [9, 9], [9, 8]])
labels = clusters.labels_.tolist()
show("together", labels[0] == labels[1], labels[2] == labels[3], labels[0] == labels[2])
show("not fitted", raised(lambda: LinearRegression().predict([[1]])))
show("bad parameter", raised(lambda: KMeans(n_clusters=0).fit([[1.5]])))
