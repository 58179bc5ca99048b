/**
 * The client of the engine: what a model computes on samples, worked out by a second process that can be cancelled, may
 * crash and never takes its caller along. No class of a deep-learning library is loaded here.
 */
package org.lamina.engine;
