/** Jupyter notebooks as programs: the code of the cells as one text, and the way back to cell, line and file. */
package org.lamina.source.notebook;
