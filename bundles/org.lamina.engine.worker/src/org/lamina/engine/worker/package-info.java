/**
 * The engine's worker: a process of its own that loads PyTorch and runs models. It reads requests from its standard
 * input, answers on its standard output, and ends when its input closes.
 */
package org.lamina.engine.worker;
