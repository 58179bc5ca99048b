/** Stands in for the worker, under the name that the client starts, so that the client is tested without PyTorch. */
package org.lamina.engine.worker;
