/**
 * Reads Python pickles without running anything: what a pickle asks to import or to call becomes an inert
 * {@link org.lamina.formats.pickle.PickledObject} that only remembers the name and the arguments.
 */
package org.lamina.formats.pickle;
