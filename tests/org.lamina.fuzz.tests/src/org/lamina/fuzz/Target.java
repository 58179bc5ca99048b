package org.lamina.fuzz;

import java.io.IOException;
import java.util.List;

/** Something that reads bytes that anybody may have written. */
interface Target {

    /** Its name, as in the folder of its inputs: {@code safetensors}. */
    String name();

    /**
     * Reads the bytes.
     *
     * @throws Exception what a user must never see; a finding
     */
    void read(byte[] bytes) throws Exception;

    /**
     * Inputs from which a fuzzer starts.
     *
     * @throws IOException if they can't be read
     */
    List<byte[]> seeds() throws IOException;
}
