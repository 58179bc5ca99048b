/**
 * Shows Lamina without anybody at the keyboard: walks through the workbench, leaves a picture of it and ends it. Sleeps
 * unless a system property asks for it.
 */
package org.lamina.demo;
