/**
 * The detail style (iNNspector, section 5.1, L2): boxes for layers with the operations and variables inside them, pills
 * for inputs and outputs, frames for modules.
 */
package org.lamina.figure.detail;
