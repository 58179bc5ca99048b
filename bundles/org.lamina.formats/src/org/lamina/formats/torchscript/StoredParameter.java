package org.lamina.formats.torchscript;

import org.lamina.model.Parameter;
import org.lamina.model.TensorInfo;

/**
 * A tensor of the module tree.
 *
 * @param owner the path of the module that it belongs to
 * @param name its name in that module
 * @param tensor the stored tensor
 * @param trainable whether training changes it
 */
record StoredParameter(String owner, String name, TensorInfo tensor, boolean trainable) {

    /** The parameter as a layer has it that lies at this path; named with its path below that where it lies deeper. */
    Parameter of(String layer) {
        String below = owner.startsWith(layer + ".") ? owner.substring(layer.length() + 1) + "." : "";
        return new Parameter(below + name, tensor, trainable);
    }
}
