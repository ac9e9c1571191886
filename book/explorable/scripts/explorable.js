// A page of the book: all its figures get their controls.

import { prepareFigures } from "./figures.js";

prepareFigures(document);
