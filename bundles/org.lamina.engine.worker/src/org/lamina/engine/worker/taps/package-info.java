/**
 * Rewrites the code of a TorchScript archive so that a run hands out what chosen modules and operations compute. Text
 * in, text out: nothing here loads or runs a model.
 */
package org.lamina.engine.worker.taps;
