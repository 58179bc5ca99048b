/**
 * What layers make of the shapes of their inputs, and how much arithmetic that takes. The rules go by the types and
 * hyper-parameters that all formats share (PyTorch's names), so that every reader uses the same ones. A shape whose
 * rank is unknown is null in lists of shapes here.
 */
package org.lamina.formats.shapes;
