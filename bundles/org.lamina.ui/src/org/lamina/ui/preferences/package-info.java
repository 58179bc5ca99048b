/** The preferences of the checks, for the workspace and for a project. */
package org.lamina.ui.preferences;
