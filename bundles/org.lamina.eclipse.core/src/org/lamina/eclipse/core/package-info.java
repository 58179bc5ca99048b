/**
 * Lamina in an Eclipse workspace, without a window: opens checkpoints in the background, keeps the opened models, finds
 * their source lines among the projects, and holds the findings as problem markers. {@link
 * org.lamina.eclipse.core.LaminaCore} is the way in.
 */
package org.lamina.eclipse.core;
