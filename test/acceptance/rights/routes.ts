import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { z } from 'zod';
import { CONTROLLERS } from '../../../apps/api/src/api.module';

const path = z.string();
const method = z.enum(RequestMethod);

function handlersOf(controller: object): readonly object[] {
  return Object.getOwnPropertyNames(controller).flatMap((name) => {
    const member: unknown = Reflect.get(controller, name);
    return typeof member === 'function' && Reflect.hasMetadata(METHOD_METADATA, member)
      ? [member]
      : [];
  });
}

/** Every route that the API registers, such as `GET /ledger/v1/clock`. */
export function routesOfApp(): readonly string[] {
  return CONTROLLERS.flatMap((controller) => {
    const base = path.parse(Reflect.getMetadata(PATH_METADATA, controller));
    const prototype: object = controller.prototype;
    return handlersOf(prototype).map((handler) => {
      const verb = RequestMethod[method.parse(Reflect.getMetadata(METHOD_METADATA, handler))];
      const under = path.parse(Reflect.getMetadata(PATH_METADATA, handler));
      return `${verb} /${[base, under].filter((part) => part !== '/' && part !== '').join('/')}`;
    });
  });
}
