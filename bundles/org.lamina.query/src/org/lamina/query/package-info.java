/**
 * Answers to questions about tensors: statistics and histograms, computed block by block so that a tensor need not fit
 * into memory. Everything accumulates in double and can be cancelled between blocks.
 */
package org.lamina.query;
