/**
 * Reads what Keras writes: HDF5 files of Keras 1 to 3 and of tf.keras, whole models and weights alone, and
 * {@code .keras} archives. The architecture comes from the configuration that the file holds; shapes are those that
 * Keras means, with channels last unless the file says otherwise.
 */
package org.lamina.formats.keras;
