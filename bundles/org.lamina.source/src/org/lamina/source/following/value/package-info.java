/**
 * What names and expressions stand for while a program is followed: constants, lists, layers, models, the tensors that
 * flow between them with their shapes, and data.
 */
package org.lamina.source.following.value;
