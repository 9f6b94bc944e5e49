import "../simulators/main";
