package org.lamina.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {

    @ParameterizedTest
    @CsvSource({"digits_traced.pt, digits", "digits_scripted.pt, digits", "digits.onnx, digits",
            "digits_buggy_traced.pt, digits_buggy", "net-epoch-0003.pt, net", "net_best.pth, net", "net.jit.pt, net",
            "djl-cnn-0004.params, djl-cnn", "resnet18.onnx, resnet18", "resnet-18-step_200.pt, resnet",
            "vgg11_bn_traced.pt, vgg11_bn", "epoch=4.ckpt, run", "0007.pt, run", "weights, weights",
            "net_epoch3_traced.pt, net"})
    void namesTheModelOfAFile(String file, String model) {
        assertEquals(model, ModelNames.of(file, "run"));
    }

    @Test
    void ordersNumbersByTheirValue() {
        assertEquals(List.of("a", "Net-2.pt", "net-9.pt", "net-010.pt", "net-10.pt", "net-11.pt"), List
                .of("net-10.pt", "net-9.pt", "net-11.pt", "a", "Net-2.pt", "net-010.pt").stream()
                .sorted(ModelNames.NATURAL).toList());
    }
}
