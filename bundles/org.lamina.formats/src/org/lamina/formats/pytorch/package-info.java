/**
 * Reads what {@code torch.save} writes: weights, training checkpoints and whole pickled modules, in the zip archives of
 * PyTorch 1.6 and later, the pickles of 0.1.10 to 1.5, and the tar archives before. Nothing that a pickle calls is run.
 */
package org.lamina.formats.pytorch;
