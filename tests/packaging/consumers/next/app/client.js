"use client";
import { useEffect } from "react";

export function Client() {
  useEffect(() => {
    import("./main");
  }, []);
  return <field39-explainer />;
}
