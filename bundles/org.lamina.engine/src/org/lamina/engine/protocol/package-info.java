/**
 * What the client and the worker say to each other: one JSON object a line, requests one way, responses the other.
 * Tensors travel through files. Both sides use these types, so that they agree by construction; a version number tells
 * when they can't.
 */
package org.lamina.engine.protocol;
