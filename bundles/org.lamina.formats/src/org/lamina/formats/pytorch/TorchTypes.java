package org.lamina.formats.pytorch;

import java.util.Map;

import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.model.ElementType;

/** The types of elements that PyTorch's storage classes and {@code torch.dtype} stand for. */
final class TorchTypes {

    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            Map.entry("DoubleStorage", ElementType.FLOAT64), Map.entry("FloatStorage", ElementType.FLOAT32),
            Map.entry("HalfStorage", ElementType.FLOAT16), Map.entry("BFloat16Storage", ElementType.BFLOAT16),
            Map.entry("LongStorage", ElementType.INT64), Map.entry("IntStorage", ElementType.INT32),
            Map.entry("ShortStorage", ElementType.INT16), Map.entry("CharStorage", ElementType.INT8),
            Map.entry("ByteStorage", ElementType.UINT8), Map.entry("BoolStorage", ElementType.BOOL),
            Map.entry("QInt8Storage", ElementType.INT8), Map.entry("QUInt8Storage", ElementType.UINT8),
            Map.entry("QInt32Storage", ElementType.INT32), Map.entry("QUInt4x2Storage", ElementType.UINT4),
            Map.entry("UntypedStorage", ElementType.UINT8), Map.entry("_UntypedStorage", ElementType.UINT8),
            Map.entry("ComplexFloatStorage", ElementType.COMPLEX64),
            Map.entry("ComplexDoubleStorage", ElementType.COMPLEX128));
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("float64", ElementType.FLOAT64), Map.entry("float32", ElementType.FLOAT32),
            Map.entry("float16", ElementType.FLOAT16), Map.entry("bfloat16", ElementType.BFLOAT16),
            Map.entry("float8_e4m3fn", ElementType.FLOAT8_E4M3), Map.entry("float8_e5m2", ElementType.FLOAT8_E5M2),
            Map.entry("float8_e4m3fnuz", ElementType.FLOAT8_E4M3FNUZ),
            Map.entry("float8_e5m2fnuz", ElementType.FLOAT8_E5M2FNUZ),
            Map.entry("float8_e8m0fnu", ElementType.FLOAT8_E8M0),
            Map.entry("float4_e2m1fn_x2", ElementType.FLOAT4_E2M1),
            Map.entry("int64", ElementType.INT64), Map.entry("int32", ElementType.INT32),
            Map.entry("int16", ElementType.INT16), Map.entry("int8", ElementType.INT8),
            Map.entry("uint64", ElementType.UINT64), Map.entry("uint32", ElementType.UINT32),
            Map.entry("uint16", ElementType.UINT16), Map.entry("uint8", ElementType.UINT8),
            Map.entry("bool", ElementType.BOOL), Map.entry("complex64", ElementType.COMPLEX64),
            Map.entry("complex128", ElementType.COMPLEX128));

    private TorchTypes() {
    }

    /** The type of the elements; unknown for types that Lamina does not know. */
    static ElementType of(Object global) {
        return STORAGES.getOrDefault(name(global), TYPES.getOrDefault(name(global), ElementType.UNKNOWN));
    }

    /** The bytes by which a storage of this class counts its elements; 0 if that is not known. */
    static int unit(Object global) {
        return name(global).matches("QUInt(4x2|2x4)Storage") ? 1 : of(global).bits() / Byte.SIZE;
    }

    /** The name of a type: {@code complex32}; empty if it is none. */
    static String name(Object global) {
        return global instanceof PickledGlobal named ? named.name() : "";
    }
}
