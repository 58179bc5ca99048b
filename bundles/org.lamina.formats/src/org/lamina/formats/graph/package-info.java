/** Builds architectures layer by layer while a file is read; shared by the formats that hold an architecture. */
package org.lamina.formats.graph;
