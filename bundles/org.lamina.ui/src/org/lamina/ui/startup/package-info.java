/** What the workbench opens when it is started with a file or a folder. */
package org.lamina.ui.startup;
