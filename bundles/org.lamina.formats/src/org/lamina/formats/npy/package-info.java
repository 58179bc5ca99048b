/** Reads NumPy's files, {@code .npy} and {@code .npz}: arrays without an architecture. */
package org.lamina.formats.npy;
