/** Keras 1 to 3 and TensorFlow: layers, models, {@code compile} and {@code fit}. */
package org.lamina.source.following.keras;
