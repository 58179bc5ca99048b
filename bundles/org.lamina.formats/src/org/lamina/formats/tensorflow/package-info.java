/** Reads what TensorFlow writes: names with scopes, which its formats share, frozen graphs and SavedModels. */
package org.lamina.formats.tensorflow;
