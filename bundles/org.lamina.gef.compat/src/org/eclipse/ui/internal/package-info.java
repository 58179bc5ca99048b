/**
 * What GEF 3.2 still expects of the workbench in this package and today's workbench no longer has.
 */
package org.eclipse.ui.internal;
