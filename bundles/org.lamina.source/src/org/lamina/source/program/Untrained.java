package org.lamina.source.program;

import java.util.Optional;
import org.lamina.source.python.TextRange;

/**
 * A network of PyTorch with weights that computes in a training loop, while no optimizer is given its parameters.
 *
 * @param name its class, or its name where it has no class of its own
 * @param made where it is made
 * @param computes where it computes
 * @param instead the optimizer that is given the parameters of a network that never computes, or those that another
 *     optimizer has as well
 */
public record Untrained(String name, TextRange made, TextRange computes, Optional<Optimizer> instead) {
}
