/** Measures how fast Lamina opens and reads large files. Run by hand; see {@code releng/benchmarks/README.md}. */
package org.lamina.benchmarks;
