import { SortedList } from "#py/sortedcontainers";

const numbers = SortedList.new([1]);
// @ts-expect-error a missing argument
numbers.add();
// @ts-expect-error no such method
numbers.ad(1);
