/**
 * The rules of the house that a machine can check: which bundle may require which, what a source file of a level may
 * use, and how files look.
 */
package org.lamina.architecture;
