/**
 * What GEF 3.2 still expects of JFace in this package and today's JFace no longer has.
 */
package org.eclipse.jface.util;
