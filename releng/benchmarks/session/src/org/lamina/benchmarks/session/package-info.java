/** Works in the graph editor as people do, and measures how long the UI thread is held. In no feature. */
package org.lamina.benchmarks.session;
