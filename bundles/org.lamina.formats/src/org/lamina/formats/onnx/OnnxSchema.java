package org.lamina.formats.onnx;

import org.lamina.formats.protobuf.MessageSchema;

/** The fields of onnx.proto (IR version 13) that are read, for files in the text format. */
final class OnnxSchema {

    /** The message that is a file. */
    static final String MODEL = "ModelProto";

    private static final String FIELDS = """
            message ModelProto
            ir_version 1 int
            producer_name 2 bytes
            producer_version 3 bytes
            domain 4 bytes
            model_version 5 int
            doc_string 6 bytes
            graph 7 GraphProto
            opset_import 8 OperatorSetIdProto
            metadata_props 14 StringStringEntryProto
            training_info 20 TrainingInfoProto
            functions 25 FunctionProto

            message OperatorSetIdProto
            domain 1 bytes
            version 2 int

            message StringStringEntryProto
            key 1 bytes
            value 2 bytes

            message TrainingInfoProto
            initialization 1 GraphProto
            algorithm 2 GraphProto

            message GraphProto
            node 1 NodeProto
            name 2 bytes
            initializer 5 TensorProto
            doc_string 10 bytes
            input 11 ValueInfoProto
            output 12 ValueInfoProto
            value_info 13 ValueInfoProto
            sparse_initializer 15 SparseTensorProto

            message FunctionProto
            name 1 bytes
            input 4 bytes
            output 5 bytes
            attribute 6 bytes
            node 7 NodeProto
            doc_string 8 bytes
            opset_import 9 OperatorSetIdProto
            domain 10 bytes
            attribute_proto 11 AttributeProto
            value_info 12 ValueInfoProto
            overload 13 bytes

            message NodeProto
            input 1 bytes
            output 2 bytes
            name 3 bytes
            op_type 4 bytes
            attribute 5 AttributeProto
            doc_string 6 bytes
            domain 7 bytes
            overload 8 bytes
            metadata_props 9 StringStringEntryProto

            message AttributeProto
            name 1 bytes
            f 2 float
            i 3 int
            s 4 bytes
            t 5 TensorProto
            g 6 GraphProto
            floats 7 floats
            ints 8 ints
            strings 9 bytes
            tensors 10 TensorProto
            graphs 11 GraphProto
            doc_string 13 bytes
            type 20 AttributeType
            ref_attr_name 21 bytes
            sparse_tensor 22 SparseTensorProto

            message TensorProto
            dims 1 ints
            data_type 2 DataType
            float_data 4 floats
            int32_data 5 ints
            string_data 6 bytes
            int64_data 7 ints
            name 8 bytes
            raw_data 9 bytes
            double_data 10 doubles
            uint64_data 11 ints
            external_data 13 StringStringEntryProto
            data_location 14 DataLocation

            message SparseTensorProto
            values 1 TensorProto
            indices 2 TensorProto
            dims 3 ints

            message ValueInfoProto
            name 1 bytes
            type 2 TypeProto

            message TypeProto
            tensor_type 1 TensorType
            sequence_type 4 NestedType
            map_type 5 MapType
            sparse_tensor_type 8 TensorType
            optional_type 9 NestedType

            message TensorType
            elem_type 1 DataType
            shape 2 TensorShapeProto

            message NestedType
            elem_type 1 TypeProto

            message MapType
            key_type 1 DataType
            value_type 2 TypeProto

            message TensorShapeProto
            dim 1 Dimension

            message Dimension
            dim_value 1 int
            dim_param 2 bytes

            enum DataLocation
            DEFAULT 0
            EXTERNAL 1

            enum AttributeType
            UNDEFINED 0
            FLOAT 1
            INT 2
            STRING 3
            TENSOR 4
            GRAPH 5
            FLOATS 6
            INTS 7
            STRINGS 8
            TENSORS 9
            GRAPHS 10
            SPARSE_TENSOR 11
            SPARSE_TENSORS 12
            TYPE_PROTO 13
            TYPE_PROTOS 14

            enum DataType
            UNDEFINED 0
            FLOAT 1
            UINT8 2
            INT8 3
            UINT16 4
            INT16 5
            INT32 6
            INT64 7
            STRING 8
            BOOL 9
            FLOAT16 10
            DOUBLE 11
            UINT32 12
            UINT64 13
            COMPLEX64 14
            COMPLEX128 15
            BFLOAT16 16
            FLOAT8E4M3FN 17
            FLOAT8E4M3FNUZ 18
            FLOAT8E5M2 19
            FLOAT8E5M2FNUZ 20
            UINT4 21
            INT4 22
            FLOAT4E2M1 23
            FLOAT8E8M0 24
            UINT2 25
            INT2 26
            """;

    /** The schema. */
    static final MessageSchema SCHEMA = new MessageSchema(FIELDS);

    private OnnxSchema() {
    }
}
