import * as nx from "#py/networkx";

declare const roads: nx.Graph;
// @ts-expect-error a missing argument
roads.add_edge("Bern");
// @ts-expect-error a missing argument
nx.shortest_path();
// @ts-expect-error a missing argument
roads.has_edge("Bern");
// @ts-expect-error a method that is not there
roads.addEdge("Bern", "Chur");
