/**
 * How the layers of a model lie in modules, and which modules are drawn as one box. A module stands where the data
 * flows through it; equal modules that follow each other, and stretches of long levels, are modules of their own here.
 */
package org.lamina.figure.structure;
