/**
 * Finds places for boxes and ways for the links between them. The only package that knows the layout library (Eclipse
 * Layout Kernel); the rest of the bundle sees plain records. The layered layout of the detail style is in {@code
 * layered}.
 */
package org.lamina.figure.layout;
