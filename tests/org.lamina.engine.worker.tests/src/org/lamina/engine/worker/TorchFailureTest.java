package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TorchFailureTest {

    @Test
    void findsTheReasonBelowTheStack() {
        assertEquals("mat1 and mat2 shapes cannot be multiplied (4x64 and 512x10)", TorchFailure.reason(
                new IllegalStateException("""
                        The following operation failed in the TorchScript interpreter.
                        Traceback of TorchScript, serialized code (most recent call last):
                          File "code/__torch__/net.py", line 17, in forward__tap
                            return torch.linear(x, weight, bias)
                                   ~~~~~~~~~~~~ <--- HERE
                        RuntimeError: mat1 and mat2 shapes cannot be multiplied (4x64 and 512x10)
                        """)));
    }

    @Test
    void findsTheReasonAboveTheNativeFrames() {
        assertEquals("PytorchStreamReader failed locating file constants.pkl: file not found", TorchFailure.reason(
                new IllegalStateException("""
                        PytorchStreamReader failed locating file constants.pkl: file not found
                        Exception raised from valid at ../caffe2/serialize/inline.cc:178 (most recent call first):
                        frame #0: c10::Error::Error(...) + 0xae (0x7f in /tmp/libc10.so)
                        RuntimeError: not this
                        """)));
    }

    @Test
    void givesWhatThereIs() {
        assertEquals("java.lang.IllegalStateException", TorchFailure.reason(new IllegalStateException()));
        assertEquals("no reason given", TorchFailure.reason(new IllegalStateException("")));
        assertEquals(301, TorchFailure.reason(new IllegalStateException("x".repeat(5000))).length());
    }
}
